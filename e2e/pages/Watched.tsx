import { useUploader } from 'coatcheck'
import { useEffect } from 'react'
import { watch } from './probe.ts'

/** Stands inside a provider and notes down what its uploader does. */
export function Watched(): null {
  const uploader = useUploader()
  useEffect(() => watch(uploader), [uploader])
  return null
}
