// Place of Settings until it is built.
export default function Settings() {
  return null;
}
