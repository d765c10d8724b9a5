import type { PaintReply, PaintRequest } from './paint.messages.ts'
import { paintPhoto } from './paintPhoto.ts'

addEventListener('message', ({ data }: MessageEvent<PaintRequest>) => void answer(data))

async function answer({ photo }: PaintRequest): Promise<void> {
  const reply: PaintReply = { blob: await paintPhoto(photo).catch(() => null) }
  postMessage(reply)
}
