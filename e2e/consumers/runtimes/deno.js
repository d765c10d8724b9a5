import process from 'node:process'
import { uploads } from './uploads.ts'

const onListen = ({ port }) => console.log(`http://127.0.0.1:${port}`)
globalThis.Deno.serve({ hostname: '127.0.0.1', port: Number(process.env.PORT), onListen }, uploads)
