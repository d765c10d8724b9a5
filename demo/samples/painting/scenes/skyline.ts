import { paintWater } from '../land.ts'
import { paintGlow, paintGradient, paintStars } from '../light.ts'
import { between, type Picture } from '../Picture.ts'

export function skyline(picture: Picture): void {
  const horizon = 0.68
  paintGradient(picture, ['#0b1437', '#2b2d63', '#8a4f7d', '#f0936b'], 0, horizon)
  paintStars(picture, 220, 0.35)
  paintGlow(picture, [0.3, horizon], 0.5, '255 150 110', 0.6)
  for (const [colour, tallest, count] of [
    ['#3c3a66', 0.26, 34],
    ['#1e2247', 0.36, 26],
    ['#0c1230', 0.22, 30],
  ] as const) {
    for (let tower = 0; tower < count; tower++)
      paintTower(picture, (tower + picture.random()) / count, horizon, tallest, colour)
  }
  paintWater(picture, { from: horizon, colours: ['rgb(12 18 48 / 0.25)', 'rgb(6 9 28 / 0.8)'], ripple: 0.006 })
}

function paintTower(picture: Picture, x: number, horizon: number, tallest: number, colour: string): void {
  const { context, width, height, random } = picture
  const isTall = random() > 0.7
  const tall = tallest * (isTall ? between(picture, 0.55, 1) : between(picture, 0.15, 0.5)) * height
  const wide = between(picture, 0.018, 0.045) * width
  const [left, top] = [x * width - wide / 2, horizon * height - tall]
  context.fillStyle = colour
  context.fillRect(left, top, wide, tall)
  if (isTall) context.fillRect(left + wide * 0.45, top - tall * 0.12, wide * 0.08, tall * 0.13)
  const size = width * 0.0022
  for (let row = top + size * 2; row < horizon * height - size * 2; row += size * 2.6) {
    for (let column = left + size; column < left + wide - size; column += size * 2.1) {
      if (random() > 0.26) continue
      context.fillStyle = `rgb(255 ${between(picture, 190, 235)} ${between(picture, 120, 190)} / ${between(picture, 0.25, 0.95)})`
      context.fillRect(column, row, size, size * 1.2)
    }
  }
}
