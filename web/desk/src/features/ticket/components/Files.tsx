import { Paperclip, X } from 'lucide-react';
import { useIntl } from 'react-intl';
import type { Attachment } from '@/shared/api/types';
import { useT } from '@/shared/i18n/format';
import { IconButton } from '@/shared/ui/Button';
import { fileSize } from '@/shared/ui/Time';
import styles from './thread.module.css';

export function Files({ files, onRemove }: { files: readonly Attachment[]; onRemove?: (id: number) => void }) {
  const t = useT();
  const intl = useIntl();
  if (!files.length) return null;
  return (
    <ul className={styles.files} aria-label={t('ticket.attachments')}>
      {files.map((file) => (
        <li key={file.id} className={styles.file}>
          <Paperclip size={15} strokeWidth={1.75} aria-hidden />
          <a href={file.url} download={file.name} className={styles.fileName}>
            <bdi>{file.name}</bdi>
          </a>
          <span className={styles.fileSize}>
            <bdi className="ltr">{fileSize(intl, file.size)}</bdi>
          </span>
          {onRemove && <IconButton icon={X} label={t('ticket.attachment.remove', { name: file.name })} onPress={() => onRemove(file.id)} />}
        </li>
      ))}
    </ul>
  );
}
