import { uploads } from './uploads'

const { port } = globalThis.Bun.serve({ hostname: '127.0.0.1', port: Number(process.env.PORT), fetch: uploads })
console.log(`http://127.0.0.1:${port}`)
