import { X } from 'lucide-react';
import { useT } from '@/shared/i18n/format';
import { IconButton } from '@/shared/ui/Button';
import type { Upload } from '../uploads';
import styles from './composer.module.css';

export function Uploads({ uploads }: { uploads: readonly Upload[] }) {
  const t = useT();
  return (
    <>
      {uploads.map(({ id, name, share, cancel }) => (
        <span key={id} className={styles.upload}>
          <bdi role="status">{t('ticket.attachment.uploading', { name })}</bdi>
          <progress value={share} aria-label={t('ticket.attachment.progress', { name })} />
          <IconButton icon={X} label={t('ticket.attachment.cancel', { name })} onPress={cancel} />
        </span>
      ))}
    </>
  );
}
