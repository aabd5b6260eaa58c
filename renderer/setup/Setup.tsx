// Place of Setup until it is built.
export default function Setup() {
  return null;
}
