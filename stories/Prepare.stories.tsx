import type { Meta, StoryObj } from '@storybook/react-vite'
import { useEffect, useState } from 'react'
import { expect, waitFor, within } from 'storybook/test'
import { useObjectUrl } from '../src/index.ts'
import { compose, resize, stripMetadata, toWebp } from '../src/prepare.ts'

interface Arguments {
  /** The most pixels of the longer side. */
  readonly longestSide: number
  /** How much of the picture is kept, from 0 to 1. */
  readonly quality: number
}

interface Made {
  readonly before: File
  readonly after: File
  readonly notes: readonly string[]
}

/** A picture like a large photo, so that the story needs no file. */
async function drawPhoto(): Promise<File> {
  const canvas = new OffscreenCanvas(2400, 1600)
  const context = canvas.getContext('2d')
  if (!context) throw new Error('This browser has no canvas.')
  const sky = context.createLinearGradient(0, 0, 0, 1600)
  for (const [at, color] of [
    [0, '#3b7dd8'],
    [0.6, '#f7d9a8'],
    [0.6, '#3d6b35'],
    [1, '#16301a'],
  ] as const) {
    sky.addColorStop(at, color)
  }
  context.fillStyle = sky
  context.fillRect(0, 0, 2400, 1600)
  for (let hill = 0; hill < 400; hill += 1) {
    context.fillStyle = `hsl(${90 + (hill % 40)} 40% ${20 + (hill % 25)}%)`
    context.fillRect((hill * 631) % 2400, 960 + ((hill * 211) % 600), 30, 40)
  }
  const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.98 })
  return new File([blob], 'IMG_2041.jpg', { type: blob.type })
}

function BeforeAndAfter({ longestSide, quality }: Arguments): React.ReactElement {
  const [made, setMade] = useState<Made | null>(null)
  const [picked, setPicked] = useState<File | null>(null)
  useEffect(() => {
    const superseded = new AbortController()
    void prepareOne(picked, { longestSide, quality }, superseded.signal).then(setMade, () => undefined)
    return () => superseded.abort()
  }, [picked, longestSide, quality])
  return (
    <section style={{ display: 'grid', gap: '1rem', fontFamily: 'system-ui' }}>
      <label>
        A picture of yours:{' '}
        <input type="file" accept="image/*,.heic" onChange={({ target }) => setPicked(target.files?.[0] ?? null)} />
      </label>
      <div style={{ display: 'flex', flexWrap: 'wrap', gap: '1rem' }}>
        {made && <Side title="Before" file={made.before} />}
        {made && <Side title="After" file={made.after} />}
      </div>
      {made && made.notes.length > 0 && <p>Notes: {made.notes.join(', ')}</p>}
    </section>
  )
}

function Side({ title, file }: { readonly title: string; readonly file: File }): React.ReactElement {
  const url = useObjectUrl(file)
  return (
    <figure style={{ flex: '1 1 18rem', margin: 0 }}>
      {url && <img src={url} alt={title} style={{ inlineSize: '100%', borderRadius: 8 }} />}
      <figcaption>
        {title}: {file.name}, {Math.round(file.size / 1000)} kB
      </figcaption>
    </figure>
  )
}

async function prepareOne(picked: File | null, options: Arguments, signal: AbortSignal): Promise<Made> {
  const { longestSide, quality } = options
  const before = picked ?? (await drawPhoto())
  const notes: string[] = []
  const prepare = compose(resize({ longestSide }), toWebp({ quality }), stripMetadata('location'))
  const after = await prepare(before, { signal, onProgress: () => {}, note: (code) => void notes.push(code) })
  return { before, after, notes }
}

const meta: Meta<Arguments> = {
  title: 'Prepare',
  component: BeforeAndAfter,
  args: { longestSide: 1024, quality: 0.8 },
  argTypes: {
    longestSide: { control: { type: 'range', min: 64, max: 4096, step: 64 } },
    quality: { control: { type: 'range', min: 0, max: 1, step: 0.05 } },
  },
}

export default meta
type Story = StoryObj<Arguments>

/** One picture through `resize`, `toWebp` and `stripMetadata('location')`: change the numbers, or pick a picture. */
export const BeforeAfter: Story = {
  render: (args) => <BeforeAndAfter {...args} />,
  play: async ({ canvasElement }) => {
    const page = within(canvasElement)
    await waitFor(() => expect(page.getByText(/After: IMG_2041\.webp/)).toBeVisible(), { timeout: 20_000 })
    await expect(page.getByText(/Before: IMG_2041\.jpg/)).toBeVisible()
  },
}
