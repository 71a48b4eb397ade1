import DOMPurify from 'dompurify';
import { ImageOff } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { Message } from '@/shared/api/types';
import { useT } from '@/shared/i18n/format';
import { Button } from '@/shared/ui/Button';
import { cx } from '@/shared/ui/cx';
import { clean } from '../clean';
import styles from './thread.module.css';

/** The server sanitised it; this is the second lock on the same door. */
export function Safe({ html, className }: { html: string; className: string }) {
  const safe = useMemo(() => clean(DOMPurify, html), [html]);
  // biome-ignore lint/security/noDangerouslySetInnerHtml: it has just been cleaned
  return <div className={className} dir="auto" dangerouslySetInnerHTML={{ __html: safe }} />;
}

export function MailBody({ message }: { message: Message }) {
  const t = useT();
  const [pictures, setPictures] = useState(false);
  const [tall, setTall] = useState(false);
  const designed = message.appearance === 'designed' && message.contentUrl;
  const framed = (pictures && message.contentUrlWithPictures) || (designed ? message.contentUrl : null);
  return (
    <>
      {message.hasRemotePictures && !pictures && (
        <p className={styles.pictures}>
          <ImageOff size={15} strokeWidth={1.75} aria-hidden />
          {t('ticket.pictures.blocked')}
          {message.contentUrlWithPictures && <Button onPress={() => setPictures(true)}>{t('ticket.pictures.show')}</Button>}
        </p>
      )}
      {framed ? (
        <>
          <iframe
            className={cx(styles.frame, tall && styles.tall)}
            sandbox="allow-popups allow-popups-to-escape-sandbox"
            src={framed}
            title={message.subject || t('ticket.mail')}
            loading="lazy"
          />
          <Button look="quiet" onPress={() => setTall(!tall)}>
            {t(tall ? 'ticket.mail.less' : 'ticket.mail.more')}
          </Button>
        </>
      ) : (
        <Safe html={message.bodyHtml} className={styles.body ?? ''} />
      )}
    </>
  );
}
