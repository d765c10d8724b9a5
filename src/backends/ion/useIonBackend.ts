'use client'

import { useStableBackend } from '../../react/hooks/useStableBackend.js'
import { createIonBackend, type IonBackend } from './createIonBackend.js'
import type { IonBackendOptions } from './options.js'

/**
 * {@link createIonBackend} for a component. Returns the same backend until the value of an option changes, so you may
 * write the options in place. `headers` and `fetch` are always those of the latest render. An upload under way keeps
 * the entity that it was added with.
 *
 * @throws {TypeError} if an option is wrong. The message names it.
 * @example const backend = useIonBackend({ endpoint, headers: () => ({ Authorization: token }), entityId })
 */
export function useIonBackend(options: IonBackendOptions): IonBackend {
  return useStableBackend(createIonBackend, options)
}
