// Files dropped on the window do nothing (H17): choosing a file is main's dialog. Only main.tsx calls it.

/** Stops the page from navigating to, or reading, anything dragged into it. Dragging text inside fields still works. */
export function refuseDrops(target: EventTarget = document): void {
  const refuse = (event: Event) => {
    const types = (event as DragEvent).dataTransfer?.types ?? [];
    if (types.includes('Files') || types.includes('text/uri-list')) event.preventDefault();
  };
  target.addEventListener('dragover', refuse);
  target.addEventListener('drop', refuse);
}
