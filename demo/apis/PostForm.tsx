import { useUploader } from 'coatcheck'
import { type FormEvent, type ReactElement, useState } from 'react'
import { Parts } from '../workspace/Parts.tsx'
import { recordedFetch } from '../requests/recordedFetch.ts'

const fieldName = 'post[photos][]'

/** A form as Rails has it: the dropzone is one of its fields, and adds a hidden input for each stored file. */
export function PostForm(): ReactElement {
  const uploader = useUploader()
  const [news, setNews] = useState('')

  async function save(form: HTMLFormElement): Promise<void> {
    const signedIds = new FormData(form).getAll(fieldName).map(String)
    const answers = await Promise.all(signedIds.map(attach))
    const saved = answers.filter(Boolean).length
    if (saved < signedIds.length) return setNews('The post could not be saved. Add the files again, then save.')
    setNews(saved === 1 ? 'Saved with 1 photo.' : `Saved with ${saved} photos.`)
    // A reset by script keeps the uploads, which a form that could not be saved still needs.
    form.reset()
    uploader.clear()
  }

  function onSubmit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault()
    void save(event.currentTarget)
  }

  return (
    <form className="demo-form" aria-label="New post" onSubmit={onSubmit}>
      <Parts name={fieldName} />
      <button type="submit" className="demo-submit">
        Save post
      </button>
      <output className="demo-news">{news}</output>
    </form>
  )
}

/** Stands in for what Rails does with the submitted form. */
async function attach(signedId: string): Promise<boolean> {
  const init = {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ signed_id: signedId }),
  }
  return recordedFetch('/api/active-storage/attachments', init).then(
    ({ ok }) => ok,
    () => false,
  )
}
