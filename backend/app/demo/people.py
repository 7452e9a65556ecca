"""Who sends what in the demo. All names are invented."""

from dataclasses import dataclass

from app.demo.solids import gear, star, tower, vase


@dataclass(frozen=True)
class Order:
    """One job of the demo: who, what, how, and where on the road it stands."""

    student_name: str
    discipline: str
    class_number: str
    method: str
    color: str
    filename: str
    model: bytes
    stop: str


def orders() -> list[Order]:
    """List the jobs of the demo, oldest first."""
    f, r = "Filament", "Resin"
    return [
        Order("Tomasz Wolski", "Architecture", "ARCH 4001", f, "True White", "tower_v3.stl", tower(9, 60), "paid"),
        Order("Ines Duarte", "Art", "ART 2210", f, "Copper", "vase-final-final.stl", vase(90, 6), "paid"),
        Order("Priya Natarajan", "Engineering", "ME 2334", f, "True Black", "gear 24t.stl", gear(24, 8), "paid"),
        Order("Noa Ben-Ami", "Hobby/Personal", "N/A", r, "Gray", "star.stl", star(5, 14), "paid"),
        Order("Lukas Brandt", "Engineering", "ME 3140", f, "Blue", "thin_gear.stl", gear(60, 1.2), "rejected"),
        Order("Aiko Mori", "Interior Design", "ID 1051", f, "True Red", "lamp.stl", vase(140, 9), "rejected"),
        Order("Samuel Okoro", "Architecture", "ARCH 2002", f, "Gray", "massing.stl", tower(6, 80), "declined"),
        Order("Elif Yildiz", "Art", "ART 1360", f, "Bronze", "Vazo küçük.stl", vase(60, 5), "canceled"),
        Order("Mateo Quispe", "Engineering", "EE 2120", f, "Lime Green", "knob.stl", gear(12, 18), "completed"),
        Order("Hanna Lindqvist", "Landscape Architecture", "LA 3201", f, "Forest Green", "pavilion.stl",
              tower(5, 95), "completed"),
        Order("Chidi Eze", "Art", "ART 4020", r, "Clear", "ornament.stl", star(8, 22), "completed"),
        Order("Oona Virtanen", "Hobby/Personal", "N/A", f, "Glow in the Dark", "moon-star.stl", star(6, 30),
              "partly-paid"),
        Order("Rafael Montenegro de la Fuente y Castellanos", "Architecture", "ARCH 7004 / Thesis studio, section 2", f,
              "Midnight Purple", "site_model_north_wing_rev_12_for_print.stl", tower(10, 110), "printing"),
        Order("Mei Tanaka", "Engineering", "ME 4190", f, "Electric Blue", "planet gear.stl", gear(18, 12), "printing"),
        Order("Jonas Weber", "Art", "ART 2210", r, "Black", "pendant.stl", star(7, 9), "printing"),
        Order("Fatima Zahra", "Interior Design", "ID 2750", f, "True Gold", "vase_B.stl", vase(110, 7), "failed"),
        Order("Oliver Grant", "Engineering", "ME 2334", f, "True Orange", "gear 36t.stl", gear(36, 10), "confirmed"),
        Order("Zoë de Wit", "Architecture", "ARCH 2002", f, "True Silver", "tower.stl", tower(7, 70), "confirmed"),
        Order("Kwame Mensah", "Art", "ART 1360", f, "Light Orange", "bowl.stl", vase(45, 12), "quoted"),
        Order("Анна Петрова", "Engineering", "ME 3140", f, "Gray", "шестерня.stl", gear(30, 9), "quoted"),
        Order("Sofia Rossi", "Landscape Architecture", "LA 2001", r, "White", "tree-pit.stl", star(9, 16), "quoted"),
        Order("Liam Murphy", "Engineering", "ME 2334", f, "True Yellow", "gear 20t.stl", gear(20, 6), "reviewed"),
        Order("Amara Diallo", "Architecture", "ARCH 4001", f, "True White", "facade.stl", tower(8, 50), "new"),
        Order("Yuto Sato", "Hobby/Personal", "N/A", f, "Color Changing", "vase.stl", vase(75, 8), "new"),
        Order("Greta Holm", "Other", "MUS 1020", r, "Clear", "mouthpiece.stl", star(12, 25), "new"),
        Order("Daniel Kaya", "Engineering", "EE 2120", f, "Dark Yellow", "wheel.stl", gear(48, 14), "new"),
    ]  # fmt: skip
