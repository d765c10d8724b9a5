import { useUploader, useUploads } from 'coatcheck'
import { useEffect } from 'react'

/**
 * Tells a form the id of the picture that is stored, or '' if there is none.
 *
 * Call it in the component that renders the field, or in one that is rendered after the field: the field adds its default
 * value in an effect of its own, and this effect has to run after that one.
 */
export function useStoredId(group: string, value: string, onChange: (id: string) => void): void {
  const uploader = useUploader()
  const pictures = useUploads({ group })
  useEffect(() => {
    const id = uploader
      .getSnapshot()
      .uploads.flatMap((one) => (one.group === group && one.status === 'done' ? [one.stored] : []))
      .findLast(({ state }) => state !== 'rejected')?.id
    if ((id ?? '') !== value) onChange(id ?? '')
  }, [uploader, pictures, group, value, onChange])
}
