import 'filepond/dist/filepond.min.css'
import { FilePond } from 'react-filepond'

export function AlbumForm() {
  return (
    <form method="post" action="/albums">
      <input name="name" aria-label="Name of the album" />
      {/* The server receives the bytes, and answers with an id, which goes into a hidden input. */}
      <FilePond name="photos" server="/api/files" allowMultiple maxFiles={10} required />
      <button>Save</button>
    </form>
  )
}
