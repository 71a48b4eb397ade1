import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useT } from '../i18n/format';
import styles from './page.module.css';
import { Empty, Failed, Loading } from './small';
import { useTitle } from './useTitle';

export interface Column<T> {
  readonly title: string;
  readonly cell: (row: T) => ReactNode;
}

interface ListPageProps<T> {
  readonly title: string;
  readonly about?: string;
  readonly query: UseQueryResult<T[]>;
  readonly columns: readonly Column<T>[];
  readonly empty: string;
  readonly add?: ReactNode;
  /** Opens a row's sheet; the first column carries the button. */
  readonly onOpen?: (row: T) => void;
  readonly actions?: (row: T) => ReactNode;
}

/** A page of things to look after: a table, a button to add one, a sheet to change one. */
export function ListPage<T extends { id: number }>({ title, about, query, columns, empty, add, onOpen, actions }: ListPageProps<T>) {
  const t = useT();
  useTitle(title);
  const { data: rows, error, refetch } = query;
  return (
    <section className={styles.page} aria-label={title}>
      <header className={styles.head}>
        <div>
          <h1 className={styles.title}>{title}</h1>
          {about && <p className={styles.about}>{about}</p>}
        </div>
        {add}
      </header>
      {error && !rows ? (
        <Failed title={t('desk.failed')} error={error} retry={refetch} />
      ) : !rows ? (
        <Loading />
      ) : rows.length ? (
        <div className={styles.tableFrame}>
          <table className={styles.table}>
            <thead>
              <tr>
                {columns.map((column) => (
                  <th key={column.title} scope="col">
                    {column.title}
                  </th>
                ))}
                {actions && (
                  <th scope="col">
                    <span className="hidden">{t('desk.actions')}</span>
                  </th>
                )}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.id}>
                  {columns.map((column, index) => (
                    <td key={column.title} data-title={column.title}>
                      {index === 0 && onOpen ? (
                        <button type="button" className={styles.open} onClick={() => onOpen(row)}>
                          {column.cell(row)}
                        </button>
                      ) : (
                        column.cell(row)
                      )}
                    </td>
                  ))}
                  {actions && <td className={styles.actions}>{actions(row)}</td>}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : (
        <Empty title={empty} action={add} />
      )}
    </section>
  );
}
