import { useEffect, useRef, useState } from 'react'

interface CropDialogProps {
  readonly file: File
  readonly picture: ImageBitmap
  readonly finish: (cropped: File | null) => void
}

const sidePixels = 512

/** Crops a picture to a square. Sliders work with a finger, a mouse and the keyboard. */
export function CropDialog({ file, picture, finish }: CropDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const [crop, setCrop] = useState({ zoom: 1, across: 0.5, down: 0.5 })

  useEffect(() => dialog.current?.showModal(), [])

  useEffect(() => {
    const side = Math.min(picture.width, picture.height) / crop.zoom
    const left = (picture.width - side) * crop.across
    const top = (picture.height - side) * crop.down
    const context = canvas.current?.getContext('2d')
    context?.clearRect(0, 0, sidePixels, sidePixels)
    context?.drawImage(picture, left, top, side, side, 0, 0, sidePixels, sidePixels)
  }, [picture, crop])

  function save() {
    // A photo becomes a JPEG; a PNG may be transparent.
    const type = file.type === 'image/png' ? 'image/png' : 'image/jpeg'
    const name = file.name.replace(/(\.\w+)?$/, type === 'image/png' ? '.png' : '.jpg')
    canvas.current?.toBlob((blob) => finish(blob && new File([blob], name, { type })), type, 0.9)
  }

  const slider = (label: string, part: keyof typeof crop, [min, max]: readonly [number, number]) => (
    <label style={{ display: 'block' }}>
      {label}{' '}
      <input
        type="range"
        min={min}
        max={max}
        step="any"
        value={crop[part]}
        onChange={({ target }) => setCrop({ ...crop, [part]: target.valueAsNumber })}
      />
    </label>
  )

  return (
    <dialog ref={dialog} aria-label="Crop the photo" onCancel={() => finish(null)}>
      <canvas ref={canvas} width={sidePixels} height={sidePixels} style={{ inlineSize: 256, borderRadius: '50%' }} />
      {slider('Zoom', 'zoom', [1, 4])}
      {slider('Left to right', 'across', [0, 1])}
      {slider('Top to bottom', 'down', [0, 1])}
      <button onClick={save}>Use photo</button> <button onClick={() => finish(null)}>Cancel</button>
    </dialog>
  )
}
