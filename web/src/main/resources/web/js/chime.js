/** A short sound, made by the browser itself. Browsers want a click before they let a page sound. */

export class Chime {
  #context;
  on = false;

  async toggle() {
    this.on = !this.on;
    if (this.on) {
      this.#context ??= new AudioContext();
      await this.#context.resume();
      this.#note(880, 0, 0.08);
    }
  }

  /** The sound, where somebody wanted it; and a vibration where there is one. */
  play() {
    navigator.vibrate?.([120, 60, 120]);
    if (!this.on) return;
    [[523, 0], [659, 0.16], [784, 0.32], [1047, 0.48]].forEach(([pitch, at]) => this.#note(pitch, at, 0.32));
  }

  #note(pitch, at, length) {
    const start = this.#context.currentTime + at;
    const tone = new OscillatorNode(this.#context, { frequency: pitch, type: 'triangle' });
    const volume = new GainNode(this.#context, { gain: 0 });
    volume.gain.linearRampToValueAtTime(0.25, start + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.001, start + length);
    tone.connect(volume).connect(this.#context.destination);
    tone.start(start);
    tone.stop(start + length);
  }

  close() { this.#context?.close(); }
}
