import { useUploader } from 'coatcheck'
import { useEffect } from 'react'
import { watch } from './probe.ts'

/** Records what the provider's uploader does. */
export function Watched(): null {
  const uploader = useUploader()
  useEffect(() => watch(uploader), [uploader])
  return null
}
