// Place of Security until it is built.
export default function Security() {
  return null;
}
