import { fillBelow, paintRidge } from '../land.ts'
import { paintDisc, paintGlow, paintGradient, paintStars } from '../light.ts'
import { between, type Picture } from '../Picture.ts'

export function mesa(picture: Picture): void {
  paintGradient(picture, ['#1d2250', '#57407f', '#b86a86', '#f3b08a'], 0, 0.7)
  paintStars(picture, 140, 0.3)
  paintGlow(picture, [0.62, 0.36], 0.3, '255 225 190', 0.7)
  paintDisc(picture, [0.62, 0.36], 0.07, '#fbeed8')
  for (const [x, y, size] of [
    [0.6, 0.345, 0.014],
    [0.645, 0.37, 0.01],
    [0.625, 0.395, 0.016],
  ] as const) {
    paintDisc(picture, [x, y], size, 'rgb(210 180 160 / 0.35)')
  }
  for (const [at, left, right, colours] of [
    [0.53, 0.02, 0.3, ['#9a5068', '#7a3d58']],
    [0.58, 0.72, 1.1, ['#8a4258', '#6d3450']],
    [0.5, 0.36, 0.47, ['#7d3a50', '#5c2c48']],
  ] as const) {
    const line = Array.from({ length: 220 }, (_, index) => {
      const x = index / 219
      const slope = Math.min(x - left, right - x)
      const talus = 0.7 - 0.5 * Math.max(0, Math.min(0.16, slope + 0.1))
      return (slope > 0.012 ? at : talus) + between(picture, 0, 0.006)
    })
    fillBelow(picture, line, colours, 0.72)
  }
  paintRidge(picture, { at: 0.74, relief: 0.02, roughness: 0.5, colours: ['#4b2440', '#24132c'] })
  paintRidge(picture, { at: 0.88, relief: 0.03, roughness: 0.5, colours: ['#1d0f26', '#0d0716'] })
}
