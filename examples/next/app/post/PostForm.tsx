'use client'

import { Dropzone, isResting, UploadList, UploadProvider, useUploader, useUploads } from 'coatcheck'
import { useRestBackend } from 'coatcheck/backends/rest'
import { useActionState } from 'react'
import { type Answer, savePost } from './savePost'

export function PostForm() {
  const backend = useRestBackend({ url: '/api/rest' })
  return (
    <UploadProvider backend={backend}>
      <Fields />
    </UploadProvider>
  )
}

function Fields() {
  const uploader = useUploader()
  const isUploading = useUploads((uploads) => uploads.some((upload) => !isResting(upload)))
  const [answer, send, isSending] = useActionState(async (_: Answer | null, data: FormData) => {
    const saved = await savePost(data)
    // The uploads stay after an error. Once they belong to a post, they are cleared, so that no other post gets them.
    if (!saved.error) uploader.clear({ group: 'photos' })
    return saved
  }, null)

  return (
    <form action={send}>
      {/* Disabled during submission, because a file added now would be cleared without being submitted. */}
      <fieldset disabled={isSending}>
        <p>
          <label>
            Title <input name="title" defaultValue={answer?.error ? answer.title : ''} />
          </label>
        </p>
        <Dropzone group="photos" name="photos" restrictions={{ accept: 'image/*', maxFiles: 5 }} required />
        <UploadList />
        <button type="submit" disabled={isSending || isUploading}>
          Post
        </button>
      </fieldset>
      {answer?.error && <p role="alert">{answer.error}</p>}
      {answer && !answer.error && <output>{JSON.stringify(answer)}</output>}
    </form>
  )
}
