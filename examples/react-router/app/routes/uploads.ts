import { uploads } from '../uploads'
import type { Route } from './+types/uploads'

export const loader = ({ request }: Route.LoaderArgs) => uploads(request)
export const action = ({ request }: Route.ActionArgs) => uploads(request)
