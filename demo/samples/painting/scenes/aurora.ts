import { paintPines, paintRidge, paintWater } from '../land.ts'
import { paintGradient, paintStars } from '../light.ts'
import { between, type Picture } from '../Picture.ts'

export function aurora(picture: Picture): void {
  const { context, width, height } = picture
  paintGradient(picture, ['#050a1c', '#0a1a35', '#12354a'], 0, 0.7)
  paintStars(picture, 900, 0.66)
  context.save()
  context.globalCompositeOperation = 'screen'
  for (const [base, phase, colour] of [
    [0.42, 0.4, '70 255 170'],
    [0.5, 2.1, '60 220 190'],
    [0.34, 4, '150 110 255'],
  ] as const) {
    for (let x = 0; x < 1; x += 0.0015) {
      const foot = base + 0.06 * Math.sin(x * 5 + phase) + 0.03 * Math.sin(x * 13 + phase * 2)
      const rise = 0.16 + 0.12 * Math.abs(Math.sin(x * 7 + phase)) + between(picture, 0, 0.05)
      const light = 0.1 + 0.16 * Math.abs(Math.sin(x * 11 + phase * 3)) * picture.random()
      const gradient = context.createLinearGradient(0, (foot - rise) * height, 0, foot * height)
      gradient.addColorStop(0, `rgb(${colour} / 0)`)
      gradient.addColorStop(0.85, `rgb(${colour} / ${light})`)
      gradient.addColorStop(1, `rgb(${colour} / 0)`)
      context.fillStyle = gradient
      context.fillRect(x * width, (foot - rise) * height, width * 0.006, rise * height)
    }
  }
  context.restore()
  paintRidge(picture, { at: 0.58, relief: 0.1, roughness: 0.58, colours: ['#2b4560', '#0d1c2e'], foot: 0.66 })
  const shore = paintRidge(picture, { at: 0.64, relief: 0.02, roughness: 0.45, colours: ['#050d16', '#050d16'] })
  paintPines(picture, { ground: shore, count: 120, lowest: 0.015, highest: 0.055, colour: '#050d16' })
  paintWater(picture, { from: 0.66, colours: ['rgb(5 12 26 / 0.1)', 'rgb(3 8 20 / 0.45)'], ripple: 0.004 })
}
