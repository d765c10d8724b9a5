import 'coatcheck/styles.css'
import { Dropzone, isResting, type Restrictions, UploadList, UploadProvider, useUploader, useUploads } from 'coatcheck'
import { useRestBackend } from 'coatcheck/backends/rest'
import { save } from '../save' // yours

/** One provider, and a `group` for each field. The limits of a field count only its own files. */
const coverLimits: Restrictions = { accept: 'image/*', maxSizeBytes: 5_000_000, maxFiles: 1, overflow: 'replace' }
const paperLimits: Restrictions = { accept: '.pdf,.txt', maxFiles: 5 }

export function PostPage() {
  const backend = useRestBackend({ url: '/api/uploads' })
  return (
    <UploadProvider backend={backend}>
      <PostForm />
    </UploadProvider>
  )
}

function PostForm() {
  const uploader = useUploader()
  const isUploading = useUploads((uploads) => uploads.some((upload) => !isResting(upload)))
  async function post(data: FormData) {
    const [name = ''] = data.getAll('name').map(String)
    const { error } = await save({ name, cover: data.get('cover'), papers: data.getAll('papers') })
    if (error) return
    uploader.clear({ group: 'cover' })
    uploader.clear({ group: 'papers' })
  }
  return (
    <form action={post}>
      <input name="name" aria-label="Title" required minLength={3} />
      <Dropzone aria-label="Cover" group="cover" name="cover" restrictions={coverLimits} required />
      <UploadList group="cover" />
      <Dropzone aria-label="Papers" group="papers" name="papers" restrictions={paperLimits} />
      <UploadList group="papers" />
      <button disabled={isUploading}>Post</button>
    </form>
  )
}
