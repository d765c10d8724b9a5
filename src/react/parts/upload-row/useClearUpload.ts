'use client'

import { canRemove } from '../../../uploader/selectors.js'
import { nameInSentence } from '../../../shared/showText.js'
import { useCoatcheck } from '../../provider/context.js'
import { useMessages } from '../../hooks/useMessages.js'

/** Returns a function that takes an upload out of the list and says so, because its row no longer can. */
export function useClearUpload(): (id: string) => void {
  const { uploader, speaker } = useCoatcheck('UploadActions')
  const { announce } = useMessages()
  return (id) => {
    const upload = uploader.getUpload(id)
    if (!upload || !canRemove(upload)) return
    uploader.remove(id)
    speaker.say(announce.cleared({ count: 1, name: nameInSentence(upload.name) }))
  }
}
