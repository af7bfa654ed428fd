package io.smartwms.platform.sample;

import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

interface Notes extends JpaRepository<Note, Long> {

    @Query("select n.text from Note n where n.id < 0")
    List<String> findTexts();
}
