import { paintRidge } from '../land.ts'
import { paintGlow, paintGradient, type Point } from '../light.ts'
import type { Picture } from '../Picture.ts'

export function balloons(picture: Picture): void {
  paintGradient(picture, ['#5a8fd0', '#b3c8e6', '#fbd7b4', '#ffe9c9'], 0, 0.8)
  paintGlow(picture, [0.2, 0.72], 0.6, '255 205 150', 0.7)
  for (const [at, colours] of [
    [0.8, ['#b79aa0', '#cfb4a6']],
    [0.87, ['#8c7a72', '#a98d7b']],
    [0.95, ['#4f5246', '#3d4438']],
  ] as const) {
    paintRidge(picture, { at, relief: 0.035, roughness: 0.48, colours, foot: Math.min(1, at + 0.1) })
  }
  const fleet: readonly (readonly [Point, number, readonly string[]])[] = [
    [[0.52, 0.74], 0.022, ['#b8506a', '#f1d6c0']],
    [[0.9, 0.66], 0.034, ['#7a5c99', '#f1d6c0']],
    [[0.13, 0.68], 0.05, ['#2f6f8f', '#e9c46a']],
    [[0.48, 0.56], 0.075, ['#e76f51', '#f4e3c1']],
    [[0.77, 0.36], 0.14, ['#2a9d8f', '#f7f3e3', '#e9c46a']],
    [[0.33, 0.25], 0.25, ['#d62839', '#f7f3e3', '#1d3557']],
  ]
  for (const [at, radius, colours] of fleet) paintBalloon(picture, at, radius, colours)
}

function paintBalloon(picture: Picture, [x, y]: Point, radius: number, colours: readonly string[]): void {
  const { context, width, height } = picture
  const size = radius * width
  const gores = 12
  context.save()
  context.translate(x * width, y * height)
  for (let gore = 0; gore < gores; gore++) {
    const [from, to] = [Math.cos((gore / gores) * Math.PI), Math.cos(((gore + 1) / gores) * Math.PI)]
    context.fillStyle = colours[gore % colours.length] ?? '#fff'
    context.beginPath()
    context.moveTo(0, -size)
    context.bezierCurveTo(from * size * 1.35, -size, from * size * 1.35, size * 0.35, from * size * 0.22, size * 1.25)
    context.lineTo(to * size * 0.22, size * 1.25)
    context.bezierCurveTo(to * size * 1.35, size * 0.35, to * size * 1.35, -size, 0, -size)
    context.fill()
  }
  const shade = context.createLinearGradient(-size, 0, size, 0)
  shade.addColorStop(0, 'rgb(255 240 210 / 0.3)')
  shade.addColorStop(0.4, 'rgb(255 255 255 / 0)')
  shade.addColorStop(1, 'rgb(20 10 40 / 0.45)')
  context.fillStyle = shade
  context.beginPath()
  context.moveTo(0, -size)
  context.bezierCurveTo(size * 1.35, -size, size * 1.35, size * 0.35, size * 0.22, size * 1.25)
  context.lineTo(-size * 0.22, size * 1.25)
  context.bezierCurveTo(-size * 1.35, size * 0.35, -size * 1.35, -size, 0, -size)
  context.fill()
  context.strokeStyle = 'rgb(60 40 30 / 0.8)'
  context.lineWidth = Math.max(1, size * 0.012)
  for (const side of [-1, 1]) {
    context.beginPath()
    context.moveTo(side * size * 0.2, size * 1.25)
    context.lineTo(side * size * 0.13, size * 1.52)
    context.stroke()
  }
  context.fillStyle = '#5a3d2b'
  context.fillRect(-size * 0.15, size * 1.5, size * 0.3, size * 0.2)
  context.restore()
}
