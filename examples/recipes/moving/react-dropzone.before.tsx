import { useState } from 'react'
import { useDropzone } from 'react-dropzone'

interface Row {
  readonly name: string
  readonly percent: number
  readonly problem?: string
}

export function Photos() {
  const [rows, setRows] = useState<Readonly<Record<string, Row>>>({})
  const { getRootProps, getInputProps, isDragActive } = useDropzone({
    accept: { 'image/*': [] },
    maxSize: 20_000_000,
    onDrop: (files) => files.forEach((file) => void send(file)),
  })

  async function send(file: File) {
    const id = crypto.randomUUID()
    const show = (row: Partial<Row>) =>
      setRows((all) => ({ ...all, [id]: { name: file.name, percent: 0, ...all[id], ...row } }))
    show({})
    try {
      const { url, key } = await post('/api/presign', { name: file.name, type: file.type, size: file.size })
      await put(url, file, (percent) => show({ percent }))
      await post('/api/photos', { key })
    } catch (error) {
      show({ problem: String(error) })
    }
  }

  return (
    <div {...getRootProps()} data-over={isDragActive || undefined}>
      <input {...getInputProps()} />
      {Object.entries(rows).map(([id, { name, percent, problem }]) => (
        <p key={id}>{`${name}: ${problem ?? `${percent} %`}`}</p>
      ))}
    </div>
  )
}

async function post(url: string, body: object): Promise<{ url: string; key: string }> {
  const response = await fetch(url, { method: 'POST', body: JSON.stringify(body) })
  if (!response.ok) throw new Error(`The server answered ${response.status}.`)
  return (await response.json()) as { url: string; key: string }
}

function put(url: string, file: File, onProgress: (percent: number) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.upload.onprogress = ({ loaded, total }) => onProgress(Math.round((loaded / total) * 100))
    request.onload = () => (request.status === 200 ? resolve() : reject(new Error(`Storage: ${request.status}`)))
    request.onerror = () => reject(new Error('The connection broke.'))
    request.open('PUT', url)
    request.setRequestHeader('content-type', file.type)
    request.send(file)
  })
}
