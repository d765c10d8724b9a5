import { paintGradient } from '../light.ts'
import { between, type Picture } from '../Picture.ts'

export function lamps(picture: Picture): void {
  paintGradient(picture, ['#0d1020', '#1b1730', '#2a1a2c'])
  const colours = ['255 170 80', '255 120 90', '255 205 130', '90 190 220', '230 110 170', '140 220 160']
  const { context, width, height, random } = picture
  context.save()
  context.globalCompositeOperation = 'screen'
  for (let lamp = 0; lamp < 95; lamp++) {
    const [x, y] = [random() * width, (0.12 + 0.76 * (random() + random()) * 0.5) * height]
    const size = between(picture, 0.018, 0.075) * width
    const colour = colours[Math.floor(random() * colours.length)] ?? '255 170 80'
    const strength = between(picture, 0.15, 0.6)
    const gradient = context.createRadialGradient(x, y, 0, x, y, size)
    gradient.addColorStop(0, `rgb(${colour} / ${strength * 0.7})`)
    gradient.addColorStop(0.86, `rgb(${colour} / ${strength})`)
    gradient.addColorStop(0.95, `rgb(${colour} / ${strength * 0.9})`)
    gradient.addColorStop(1, `rgb(${colour} / 0)`)
    context.fillStyle = gradient
    context.fillRect(x - size, y - size, 2 * size, 2 * size)
  }
  context.restore()
}
