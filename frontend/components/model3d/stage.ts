import { Group, MathUtils, type Object3D, PerspectiveCamera, Scene, WebGLRenderer } from "three";
import { OrbitControls } from "three/addons/controls/OrbitControls.js";
import type { Bed } from "./bed";
import { coloursNow } from "./colours";
import { frame } from "./framing";
import { free } from "./free";
import { groundOf, scaleFigures } from "./ground";
import type { Preview } from "./preview-file";
import { surfaceOf } from "./surface";

const OPENING_DEG = 32;
const STEP_RAD = Math.PI / 12;
const SHARPEST = 2; // pixels per CSS pixel: more is work without gain

/** Whoever scrolls past scrolls the page; the wheel is ours once the view has the focus. */
function leaveToPage(event: Event): void {
  const host = event.currentTarget;
  if (host instanceof HTMLElement && !host.contains(document.activeElement)) event.stopPropagation();
}

/** A model on a bed in a box of the page. Nothing is drawn unless something has changed. */
export class Stage {
  readonly #renderer: WebGLRenderer;
  readonly #scene = new Scene();
  readonly #camera = new PerspectiveCamera(OPENING_DEG, 1);
  readonly #controls: OrbitControls;
  readonly #surface: ReturnType<typeof surfaceOf>;
  readonly #watcher: ResizeObserver;
  readonly #bed: Bed;
  readonly #host: HTMLElement;
  #ground: Object3D = new Group();
  #isFitted = false;
  #next = 0;

  /** Put a canvas into `host`. Throws when this computer cannot show 3D. */
  constructor(host: HTMLElement, preview: Preview, bed: Bed) {
    this.#host = host;
    this.#bed = bed;
    this.#renderer = new WebGLRenderer({ antialias: true, alpha: true });
    const canvas = this.#renderer.domElement;
    host.append(canvas);
    this.#surface = surfaceOf(preview);
    const [width, depth] = preview.size_mm;
    this.#surface.position.set((bed.width_mm - width) / 2, (bed.depth_mm - depth) / 2, 0);
    this.#scene.add(this.#surface);
    this.#camera.up.set(0, 0, 1);
    this.#controls = new OrbitControls(this.#camera, canvas);
    frame(this.#camera, this.#controls, preview.size_mm, bed);
    this.#controls.addEventListener("change", this.draw);
    canvas.addEventListener("webglcontextrestored", this.draw);
    host.addEventListener("wheel", leaveToPage, { capture: true });
    this.recolour();
    this.#watcher = new ResizeObserver(() => this.#fit()); // which draws the first picture, too
    this.#watcher.observe(host);
  }

  /** Turn it by steps to the right, and look from so many steps higher. */
  turn(right: number, up: number): void {
    this.#controls.rotateLeft(right * STEP_RAD);
    this.#controls.rotateUp(up * STEP_RAD);
  }

  /** Come nearer by a factor, or go away by one below 1. */
  nearer(factor: number): void {
    this.#controls.dollyIn(1 / factor);
  }

  /** Look again as at first. */
  reset(): void {
    this.#controls.reset();
  }

  /** Colour what hangs in the air. */
  showOverhangs(on: boolean): void {
    const shown = this.#surface.material.uniforms.showsOverhangs;
    if (shown) shown.value = on;
    this.draw();
  }

  /** Take the colours of the theme that shows now. */
  recolour(): void {
    free(this.#ground);
    this.#ground = groundOf(this.#bed, coloursNow());
    this.#scene.add(this.#ground);
    if (this.#isFitted) this.#fit();
  }

  /** Draw once, with the next frame. */
  readonly draw = (): void => {
    this.#next ||= requestAnimationFrame(() => {
      this.#next = 0;
      this.#renderer.render(this.#scene, this.#camera);
    });
  };

  /** Give everything back. */
  dispose(): void {
    cancelAnimationFrame(this.#next);
    this.#watcher.disconnect();
    this.#host.removeEventListener("wheel", leaveToPage, { capture: true });
    this.#controls.dispose();
    free(this.#scene);
    this.#renderer.dispose();
    this.#renderer.forceContextLoss();
    this.#renderer.domElement.remove();
  }

  #fit(): void {
    const { clientWidth, clientHeight } = this.#host;
    if (clientWidth === 0 || clientHeight === 0) return;
    this.#isFitted = true;
    this.#renderer.setPixelRatio(Math.min(devicePixelRatio, SHARPEST));
    this.#renderer.setSize(clientWidth, clientHeight);
    this.#camera.aspect = clientWidth / clientHeight;
    this.#camera.updateProjectionMatrix();
    scaleFigures(this.#ground, clientHeight, MathUtils.degToRad(OPENING_DEG));
    this.draw();
  }
}
