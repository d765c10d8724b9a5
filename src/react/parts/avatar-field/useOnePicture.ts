'use client'

import { useEffect } from 'react'
import type { Upload } from '../../../contract/upload.js'
import type { Uploader } from '../../../contract/uploader.js'
import { isInState } from '../../../uploader/selectors.js'
import { useUploads } from '../../hooks/useUploads.js'

/**
 * The last picture of a group, which is the one that the field shows. It takes the place of all others, except that the
 * earlier one stays until the new one is stored and ready, so that a form does not lose it to a picture that fails.
 */
export function useOnePicture(uploader: Uploader, group: string): Upload | null {
  const own = useUploads({ group })
  const shown = own.at(-1) ?? null
  useEffect(() => {
    const ready = own.findLast((one) => isInState(one, 'ready'))
    uploader.remove(own.filter((one) => one !== shown && one !== ready).map(({ id }) => id))
  }, [uploader, own, shown])
  return shown
}
