'use client'

import { useStableBackend } from '../../react/hooks/useStableBackend.js'
import { createIonBackend, type IonBackend } from './createIonBackend.js'
import type { IonBackendOptions } from './options.js'

/**
 * {@link createIonBackend} for a component: options may be written in place. The backend is another one only when an
 * option changes by value, so a running file stays with the entity it was added under.
 *
 * @example const backend = useIonBackend({ endpoint, headers: () => ({ Authorization: token }), entityId })
 */
export function useIonBackend(options: IonBackendOptions): IonBackend {
  return useStableBackend(createIonBackend, options)
}
