import { PostForm } from './PostForm'

export default function Page() {
  return (
    <main>
      <h1>A post with photos</h1>
      <PostForm />
    </main>
  )
}
