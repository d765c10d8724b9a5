import { useState, type ReactNode } from 'react'
import { CropDialog } from './CropDialog'

interface Task {
  readonly file: File
  readonly picture: ImageBitmap
  readonly finish: (cropped: File | null) => void
}

/** Shows a dialog for each picture that it gets, and resolves with what the user makes of it; null if they cancel. */
export function useCropDialog(): { edit: (file: File) => Promise<File | null>; dialog: ReactNode } {
  const [task, setTask] = useState<Task | null>(null)

  async function edit(file: File): Promise<File | null> {
    // A format that the browser cannot show, such as HEIC in most of them, is uploaded as it is.
    const picture = await createImageBitmap(file).catch(() => null)
    if (!picture) return file
    const cropped = await new Promise<File | null>((finish) => setTask({ file, picture, finish }))
    setTask(null)
    picture.close()
    return cropped
  }

  return { edit, dialog: task && <CropDialog {...task} /> }
}
