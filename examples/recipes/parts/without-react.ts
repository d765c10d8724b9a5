import { createRestBackend } from 'coatcheck/backends/rest'
import { canRetry, createUploader } from 'coatcheck/core'

const input = document.createElement('input')
input.type = 'file'
input.multiple = true
const list = document.createElement('ul')
document.body.append(input, list)

const uploader = createUploader({
  backend: createRestBackend({ url: '/api/uploads' }),
  restrictions: { maxSizeBytes: 20_000_000 },
})

input.addEventListener('change', () => {
  uploader.add(input.files ?? [])
  input.value = '' // so that the same file can be chosen again
})

// Called whenever something has changed, and at most ten times a second for progress.
uploader.subscribe(() => {
  const { uploads } = uploader.getSnapshot()
  list.replaceChildren(
    ...uploads.map((upload) => {
      const row = document.createElement('li')
      row.textContent = `${upload.name}: ${upload.status}`
      if (canRetry(upload)) {
        const button = document.createElement('button')
        button.textContent = `Retry ${upload.name}`
        button.addEventListener('click', () => uploader.retry(upload.id))
        row.append(button)
      }
      return row
    }),
  )
})

/** Call it before the page sends what the user has made. */
export async function storedIds(): Promise<readonly string[]> {
  const { done } = await uploader.whenSettled()
  return done.map(({ stored }) => stored.id)
}
