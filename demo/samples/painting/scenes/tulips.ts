import { paintClouds, paintDisc, paintGradient, paintMist, type Point } from '../light.ts'
import { between, type Picture } from '../Picture.ts'

export function tulips(picture: Picture): void {
  const { context, width, height } = picture
  const horizon = 0.4
  paintGradient(picture, ['#4d93cf', '#a7cfe8', '#eef3ea'], 0, horizon)
  paintClouds(picture, { count: 11, from: 0.06, to: 0.32, colour: '255 255 255', strength: 0.3 })
  paintGradient(picture, ['#7e9f5f', '#4c7a3c'], horizon, 1)
  const colours = ['#e33a4e', '#f6b72c', '#f4f0ea', '#d94f9b', '#ef6a2e', '#8f3fa0']
  const rows = 36
  const vanishing: Point = [0.56 * width, horizon * height]
  for (let row = -rows; row < rows; row++) {
    if (row % 2 !== 0) continue
    const edges = [row / 9, (row + 1.35) / 9].map((at) => (0.56 + at) * width)
    const [left = 0, right = 0] = edges
    const gradient = context.createLinearGradient(0, horizon * height, 0, height)
    const colour = colours[(((row / 2) % colours.length) + colours.length) % colours.length] ?? '#e33a4e'
    gradient.addColorStop(0, `color-mix(in srgb, ${colour} 60%, #c9d6c0)`)
    gradient.addColorStop(0.35, colour)
    context.fillStyle = colour
    context.beginPath()
    context.moveTo(...vanishing)
    context.lineTo(left, height * 1.02)
    context.lineTo(right, height * 1.02)
    context.fill()
    paintBlossoms(picture, vanishing, left, right)
  }
  paintMist(picture, horizon - 0.06, horizon, '226 236 226', 0.7)
  for (let tree = 0; tree < 60; tree++) {
    const x = picture.random()
    paintDisc(picture, [x, horizon - 0.004], between(picture, 0.004, 0.012), `rgb(${between(picture, 70, 100)} 110 80)`)
  }
}

function paintBlossoms(picture: Picture, [x, y]: Point, left: number, right: number): void {
  const { context, height, random } = picture
  for (let blossom = 0; blossom < 420; blossom++) {
    const near = random() ** 0.6
    const across = random()
    const size = (0.0012 + 0.0085 * near ** 1.6) * height
    context.fillStyle = random() > 0.5 ? 'rgb(255 255 255 / 0.16)' : 'rgb(40 0 20 / 0.16)'
    context.beginPath()
    const centre = x + (left + (right - left) * across - x) * near
    context.ellipse(centre, y + (height * 1.02 - y) * near, size * 0.55, size, 0, 0, 2 * Math.PI)
    context.fill()
  }
}
