import { DirectUpload } from '@rails/activestorage'
import { useState } from 'react'

export function PostForm() {
  const [signedIds, setSignedIds] = useState<readonly string[]>([])

  function send(file: File) {
    new DirectUpload(file, '/rails/active_storage/direct_uploads').create((error, blob) => {
      if (blob) setSignedIds((ids) => [...ids, blob.signed_id])
      else alert(String(error))
    })
  }

  return (
    <form method="post" action="/posts">
      <input
        type="file"
        multiple
        aria-label="Images"
        onChange={(event) => Array.from(event.target.files ?? []).forEach(send)}
      />
      {signedIds.map((id) => (
        <input key={id} type="hidden" name="post[images][]" value={id} />
      ))}
      <button>Save</button>
    </form>
  )
}
