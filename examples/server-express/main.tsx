import { createRoot } from 'react-dom/client'
import { Photos } from './Photos'

createRoot(document.querySelector('#root')!).render(<Photos />)
