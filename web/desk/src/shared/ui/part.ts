import { type ComponentType, type LazyExoticComponent, lazy } from 'react';
import { Unreachable } from '../api/problems';

const idle = globalThis.requestIdleCallback ?? ((run: () => void) => setTimeout(run, 2000));

/** A part that the first page does without: fetched when the browser has nothing else to do, so that it is there without a connection. */
export function part<P>(load: () => Promise<ComponentType<P>>): LazyExoticComponent<ComponentType<P>> {
  idle(() => void load().catch(() => {}));
  return lazy(async () => ({
    default: await load().catch((cause: unknown) => {
      throw new Unreachable(cause);
    }),
  }));
}
