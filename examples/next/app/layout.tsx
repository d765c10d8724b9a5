import 'coatcheck/styles.css'
import type { ReactNode } from 'react'

export const metadata = { title: 'coatcheck in Next.js', icons: 'data:,' }

export default function Layout({ children }: { readonly children: ReactNode }) {
  return (
    <html lang="en">
      <body>{children}</body>
    </html>
  )
}
