import '@uppy/core/css/style.css'
import '@uppy/dashboard/css/style.css'
import AwsS3 from '@uppy/aws-s3'
import Uppy from '@uppy/core'
import Dashboard from '@uppy/react/dashboard'
import { useState } from 'react'

export function Photos() {
  const [uppy] = useState(createUppy)
  return <Dashboard uppy={uppy} />
}

function createUppy() {
  const uppy = new Uppy({ restrictions: { allowedFileTypes: ['image/*'], maxFileSize: 20_000_000 } })
  uppy.use(AwsS3, { signRequest: (request) => post('/api/sign', request) })
  uppy.on('upload-success', (file, { uploadURL }) => {
    void post('/api/photos', { name: file?.name, url: uploadURL })
  })
  return uppy
}

async function post(url: string, body: object): Promise<{ url: string }> {
  const response = await fetch(url, { method: 'POST', body: JSON.stringify(body) })
  return (await response.json()) as { url: string }
}
