// Place of Home until it is built.
export default function Home() {
  return null;
}
