import { BufferAttribute, BufferGeometry, Color, DoubleSide, Mesh, ShaderMaterial } from "three";
import { normalsOf } from "./normals";
import type { Preview } from "./preview-file";

const VERTEX = /* glsl */ `
  varying vec3 seen;
  varying float height;
  #ifdef SMOOTH
    varying vec3 across;
  #endif
  void main() {
    #ifdef SMOOTH
      across = normalMatrix * normal;
    #endif
    vec4 place = modelViewMatrix * vec4(position, 1.0);
    seen = place.xyz;
    height = position.z;
    gl_Position = projectionMatrix * place;
  }`;

// The lights of the thumbnail (backend/inspector/picture/light.py), which hang at the eye: one look for both.
const FRAGMENT = /* glsl */ `
  varying vec3 seen;
  varying float height;
  #ifdef SMOOTH
    varying vec3 across;
  #endif
  uniform vec3 outside;
  uniform vec3 inside;
  uniform vec3 hanging;
  uniform bool showsOverhangs;
  vec3 lamp(vec3 normal, vec3 direction, vec3 colour) {
    return pow(max((dot(normal, normalize(direction)) + 0.15) / 1.15, 0.0), 1.2) * colour;
  }
  void main() {
    vec3 normal = normalize(cross(dFdx(seen), dFdy(seen)));
    bool isBack = !gl_FrontFacing;
    #ifdef SMOOTH
      isBack = isBack && dot(across, seen) > 0.0;
      vec3 smoothed = isBack ? -across : across;
      if (dot(smoothed, normal) > 0.1) normal = normalize(smoothed);
    #endif
    vec3 light = mix(vec3(0.085, 0.085, 0.105), vec3(0.22, 0.23, 0.26), normal.y * 0.5 + 0.5)
      + lamp(normal, vec3(-0.50, 0.72, 0.58), vec3(0.93, 0.94, 0.97))
      + lamp(normal, vec3(0.85, 0.10, 0.50), vec3(0.14, 0.17, 0.26))
      + lamp(normal, vec3(0.15, 0.55, -0.35), vec3(0.20, 0.22, 0.26));
    float down = -dot(normal, mat3(viewMatrix) * vec3(0.0, 0.0, 1.0));
    bool hangs = showsOverhangs && !isBack && down > 0.708 && height > 0.05;
    gl_FragColor = vec4(light * (isBack ? inside : hangs ? hanging : outside), 1.0);
    #include <colorspace_fragment>
  }`;

/** The model's surface: blue outside, red where its back shows, and orange where it hangs in the air if asked for. */
export function surfaceOf(preview: Preview): Mesh<BufferGeometry, ShaderMaterial> {
  const { positions, triangles, of } = preview;
  const geometry = new BufferGeometry();
  geometry.setAttribute("position", new BufferAttribute(positions, 3));
  geometry.setIndex(new BufferAttribute(triangles, 1));
  const uniforms = {
    outside: { value: new Color(0.35, 0.45, 0.7) },
    inside: { value: new Color(0.72, 0.4, 0.31) },
    hanging: { value: new Color(0.95, 0.42, 0.08) },
    showsOverhangs: { value: false },
  };
  const isSimplified = triangles.length / 3 < of;
  // A few triangles of a simplified model are folded over: shading by all around a point hides that.
  if (isSimplified) geometry.setAttribute("normal", new BufferAttribute(normalsOf(preview), 3));
  const defines = isSimplified ? { SMOOTH: "" } : {};
  const look = { vertexShader: VERTEX, fragmentShader: FRAGMENT, uniforms, defines, side: DoubleSide };
  const mesh = new Mesh(geometry, new ShaderMaterial(look));
  mesh.frustumCulled = false; // it is always in sight; nobody need measure it for that
  return mesh;
}
