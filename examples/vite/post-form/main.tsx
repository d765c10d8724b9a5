import 'coatcheck/styles.css'
import { Dropzone, isResting, UploadList, UploadProvider, useUploader, useUploads, type Restrictions } from 'coatcheck'
import { useRestBackend } from 'coatcheck/backends/rest'
import { useActionState } from 'react'
import { createRoot } from 'react-dom/client'

/** Each field has its own limits, and only its own files count. */
const coverLimits: Restrictions = { accept: 'image/*', maxSizeBytes: 5_000_000, maxFiles: 1, overflow: 'replace' }
const paperLimits: Restrictions = { accept: '.pdf,.txt', maxFiles: 5 }

function PostPage() {
  const backend = useRestBackend({ url: '/api/rest' })
  return (
    <UploadProvider backend={backend}>
      <PostForm />
    </UploadProvider>
  )
}

function PostForm() {
  const uploader = useUploader()
  const isUploading = useUploads((uploads) => uploads.some((upload) => !isResting(upload)))
  const [answer, send, isSending] = useActionState(async (_: Answer | null, data: FormData) => {
    const saved = await savePost(data)
    // React resets the form after every action. The uploads stay, so that users need not choose them again after an
    // error. Once they belong to a post, they are cleared, so that the next post does not get them.
    if (!saved.error) {
      uploader.clear({ group: 'cover' })
      uploader.clear({ group: 'papers' })
    }
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
        <Dropzone aria-label="Cover" group="cover" name="cover" restrictions={coverLimits} required />
        <Dropzone aria-label="Papers" group="papers" name="papers" restrictions={paperLimits} />
        <UploadList />
        <p>
          <button type="submit" disabled={isSending || isUploading}>
            Post
          </button>{' '}
          <button type="reset">Start over</button>
        </p>
      </fieldset>
      {answer?.error && <p role="alert">{answer.error}</p>}
      {answer && !answer.error && <output>{JSON.stringify(answer)}</output>}
    </form>
  )
}

interface Answer {
  readonly error?: string
  readonly title: string
  readonly cover: string
  readonly papers: readonly string[]
}

/** An app would send the form to its server here. */
async function savePost(data: FormData): Promise<Answer> {
  const [title = ''] = data.getAll('title').map(String)
  const [cover = ''] = data.getAll('cover').map(String)
  const ids = { cover, papers: data.getAll('papers').map(String) }
  await new Promise((resolve) => setTimeout(resolve, 100))
  return title.trim() === '' ? { error: 'A post needs a title.', title, ...ids } : { title, ...ids }
}

createRoot(document.querySelector('#root')!).render(<PostPage />)
