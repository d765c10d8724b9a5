import type { APIRoute } from 'astro'
import { uploads } from '../../../uploads'

export const ALL: APIRoute = ({ request }) => uploads(request)
