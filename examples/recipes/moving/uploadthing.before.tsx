import '@uploadthing/react/styles.css'
import { generateUploadDropzone } from '@uploadthing/react'
import { createUploadthing, type FileRouter, UploadThingError } from 'uploadthing/server'
import { readSession } from '../session' // yours

// The server. The bytes go to UploadThing's own storage.
const f = createUploadthing()
export const router = {
  files: f({ image: { maxFileSize: '16MB', maxFileCount: 10 } })
    .middleware(async ({ req }) => {
      const session = await readSession(req)
      if (!session) throw new UploadThingError('Please sign in.')
      return { userId: session.userId }
    })
    .onUploadComplete(({ file, metadata }) => ({ id: `${metadata.userId}/${file.key}` })),
} satisfies FileRouter

// The page.
const UploadDropzone = generateUploadDropzone<typeof router>()

export function Photos() {
  return <UploadDropzone endpoint="files" onClientUploadComplete={(files) => console.info(files[0]?.serverData.id)} />
}
