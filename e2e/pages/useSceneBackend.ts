import { type RestBackendOptions, useRestBackend } from 'coatcheck/backends/rest'
import type { UploadBackend } from 'coatcheck/core'

const params = new URLSearchParams(location.search)

/** Backend options from the URL: `?api=`, `?digest=` and `?gather=no`. */
export const sceneOptions: RestBackendOptions = {
  url: params.get('api') ?? '/api/rest',
  ...(params.get('digest') === 'md5' && { digest: 'md5' }),
  gather: params.get('gather') !== 'no',
}

export function useSceneBackend(): UploadBackend {
  return useRestBackend(sceneOptions)
}
