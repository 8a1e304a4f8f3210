// The viewer of page pictures; pages load it when it is asked for.
import OpenSeadragon from "openseadragon";
window.OpenSeadragon = OpenSeadragon;
