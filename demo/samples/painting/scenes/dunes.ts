import { fillBelow } from '../land.ts'
import { paintClouds, paintGradient } from '../light.ts'
import { between, type Picture } from '../Picture.ts'

export function dunes(picture: Picture): void {
  paintGradient(picture, ['#2f7fb8', '#79b7d8', '#d9e3dd'], 0, 0.5)
  paintClouds(picture, { count: 3, from: 0.1, to: 0.25, colour: '255 255 255', strength: 0.12 })
  const crests: readonly (readonly [at: number, swing: number, lit: string, shade: string])[] = [
    [0.42, 0.03, '#eac38f', '#b98457'],
    [0.5, 0.05, '#e6b377', '#a76b43'],
    [0.62, 0.08, '#dfa263', '#8f5435'],
    [0.8, 0.11, '#d8944f', '#7b432b'],
  ]
  for (const [at, swing, lit, shade] of crests) paintDune(picture, at, swing, lit, shade)
}

function paintDune(picture: Picture, at: number, swing: number, lit: string, shade: string): void {
  const { context, width, height } = picture
  const phase = between(picture, 0, 6)
  const crest = (x: number): number =>
    at - swing * Math.sin(x * 4.2 + phase) - swing * 0.35 * Math.sin(x * 9 + phase * 2)
  const line = Array.from({ length: 200 }, (_, index) => crest(index / 199))
  fillBelow(picture, line, [lit, lit, shade], Math.min(1, at + 0.4))
  // The shaded side falls from the crest along a curve.
  context.save()
  context.globalAlpha = 0.55
  context.fillStyle = shade
  context.beginPath()
  for (let index = 0; index < 200; index++) context.lineTo((index / 199) * width, crest(index / 199) * height)
  for (let index = 199; index >= 0; index--) {
    const x = index / 199
    const drop = swing * (1.1 + Math.sin(x * 4.2 + phase + 0.9)) * 1.5
    context.lineTo((x + drop * 0.25) * width, (crest(x) + drop) * height)
  }
  context.fill()
  context.globalAlpha = 0.1
  context.strokeStyle = shade
  context.lineWidth = height / 900
  for (let ripple = 1; ripple < 34; ripple++) {
    context.beginPath()
    for (let x = 0; x <= 1; x += 0.01) {
      context.lineTo(x * width, (crest(x) + ripple * 0.012 + 0.003 * Math.sin(x * 60 + ripple)) * height)
    }
    context.stroke()
  }
  context.restore()
}
