import type { DOMPurify } from 'dompurify';

let hooked = false;

const allowed = {
  ALLOWED_TAGS: [
    'a',
    'b',
    'blockquote',
    'br',
    'code',
    'dd',
    'del',
    'div',
    'dl',
    'dt',
    'em',
    'h1',
    'h2',
    'h3',
    'h4',
    'hr',
    'i',
    'img',
    'li',
    'ol',
    'p',
    'pre',
    's',
    'span',
    'strong',
    'sub',
    'sup',
    'table',
    'tbody',
    'td',
    'th',
    'thead',
    'tr',
    'u',
    'ul',
  ],
  ALLOWED_ATTR: ['href', 'src', 'alt', 'title', 'width', 'height', 'colspan', 'rowspan', 'dir', 'lang', 'start', 'rel', 'target'],
  ALLOWED_URI_REGEXP: /^(?:https?:|mailto:|tel:|cid:|\/|data:image\/(?:png|gif|jpeg|webp);)/i,
};

/** A picture may come from us alone: anything else would tell its sender that the mail was opened. */
export function clean(purify: DOMPurify, html: string): string {
  if (!hooked) {
    hooked = true;
    purify.addHook('afterSanitizeAttributes', (node) => {
      if (node.tagName === 'A') {
        node.setAttribute('target', '_blank');
        node.setAttribute('rel', 'noopener noreferrer');
      }
      const source = node.tagName === 'IMG' ? node.getAttribute('src') : null;
      if (source && !/^(\/(?!\/)|data:)/.test(source)) node.removeAttribute('src');
    });
  }
  return purify.sanitize(html, allowed);
}
