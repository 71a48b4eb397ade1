/** What may become a link in a mail: schemes a customer's program opens without running anything. */
export function safeLink(text: string): string | null {
  const trimmed = text.trim();
  if (!trimmed) return null;
  const bare = /^[\w.+-]+@[\w-]+\.[\w.-]+$/.test(trimmed)
    ? `mailto:${trimmed}`
    : /^[a-z][a-z0-9+.-]*:/i.test(trimmed)
      ? trimmed
      : `https://${trimmed}`;
  if (!URL.canParse(bare)) return null;
  const url = new URL(bare);
  if (!['https:', 'http:', 'mailto:', 'tel:'].includes(url.protocol)) return null;
  return url.protocol.startsWith('http') && !url.hostname.includes('.') ? null : url.href;
}
