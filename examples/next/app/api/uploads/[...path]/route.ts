import { uploads } from '@/uploads'

export { uploads as DELETE, uploads as GET, uploads as PATCH, uploads as POST }
