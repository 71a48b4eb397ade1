import { csrfToken, refusalOf } from './client';
import { Unreachable } from './problems';
import type { Attachment } from './types';

interface Options {
  readonly signal: AbortSignal;
  /** From 0 to 1. */
  onProgress(share: number): void;
}

/** `fetch` does not tell how much of a body has gone, and a large file on a slow line takes minutes. */
export function upload(file: File, { signal, onProgress }: Options): Promise<Attachment> {
  const request = new XMLHttpRequest();
  const answer = new Promise<Attachment>((resolve, reject) => {
    request.upload.onprogress = ({ loaded, total }) => onProgress(total ? loaded / total : 0);
    request.onerror = () => reject(new Unreachable('upload'));
    request.onabort = () => reject(signal.reason);
    request.onload = () => {
      const response = new Response(request.responseText, { status: request.status });
      if (response.ok) resolve(response.json());
      else refusalOf(response).then(reject);
    };
  });
  request.open('POST', '/api/v1/attachments');
  request.setRequestHeader('accept', 'application/json');
  const token = csrfToken(document.cookie);
  if (token) request.setRequestHeader('X-XSRF-TOKEN', token);
  signal.addEventListener('abort', () => request.abort());
  const body = new FormData();
  body.append('file', file, file.name);
  request.send(body);
  return answer;
}
